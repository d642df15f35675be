"""Who answers what: the one place where questions of lower rooms meet the answers of higher ones."""


def wire() -> None:
    """Register every answer; called once, when the apps are ready."""
    from kennisruil.billing.queries.invariants import invariants as invariants_of_billing
    from kennisruil.billing.queries.todo import todo_lines as todo_of_billing
    from kennisruil.billing.queries.todo_money import money_todo_lines
    from kennisruil.billing.queries.told import told_documents
    from kennisruil.billing.rules.close import close_objections
    from kennisruil.billing.rules.naming import supply_names
    from kennisruil.billing.rules.reminders import giving_ideas
    from kennisruil.billing.tasks import accept_by_silence, remind
    from kennisruil.billing.web.chain import chain_of_billing
    from kennisruil.billing.web.pages import page_of_billing
    from kennisruil.billing.web.vat_todo import todo_of_vat_office
    from kennisruil.billing.web.weight import weight_of_open_lots
    from kennisruil.bookkeeping.queries import invariants as invariants_of_bookkeeping
    from kennisruil.bookkeeping.rules.telling import document_answers
    from kennisruil.bookkeeping.web.chain import chain_of_bookkeeping
    from kennisruil.bookkeeping.web.pages import page_of_bookkeeping
    from kennisruil.bookkeeping.web.tables import tables_of_the_books
    from kennisruil.bookkeeping.web.todo import todo_of_bookkeeping
    from kennisruil.brokerage.queries import close_objections as objections_of_brokerage
    from kennisruil.brokerage.queries.data import data_of_brokerage
    from kennisruil.brokerage.queries.ideas import giving_ideas_of_brokerage
    from kennisruil.brokerage.queries.naming import names_of_sessions
    from kennisruil.brokerage.tasks import brokerage_daily, news_daily
    from kennisruil.brokerage.web.chain import chain_of_brokerage
    from kennisruil.brokerage.web.pages import page_of_brokerage
    from kennisruil.brokerage.web.todo import todo_of_brokerage
    from kennisruil.brokerage.web.todo_members import todo_of_bookings, todo_of_introductions
    from kennisruil.brokerage.web.todo_money import todo_of_room
    from kennisruil.gatherings.queries import close_objections as objections_of_gatherings
    from kennisruil.gatherings.queries import todo_lines as todo_of_gatherings
    from kennisruil.gatherings.web.pages import page_of_gatherings
    from kennisruil.ledger.queries.invariants import ledger_invariants
    from kennisruil.ledger.tasks import expire_due_reservations
    from kennisruil.matching.queries import data_of_matching
    from kennisruil.matching.tasks import matching_daily, renew_after_change
    from kennisruil.menu.web.todo import todo_of_menu
    from kennisruil.network.queries import data_of_network, mail_after_doubt
    from kennisruil.network.rules import data_answers, table_answers, weight_answers
    from kennisruil.network.rules.changed import change_answers
    from kennisruil.network.web.demo import people_to_look_around_as
    from kennisruil.network.web.pages import page_of_network
    from kennisruil.network.web.todo import todo_of_network
    from kennisruil.office.web.pages import page_of_office
    from kennisruil.office.web.todo_mails import todo_of_mails
    from kennisruil.pathway.web.pages import page_of_pathway
    from kennisruil.porting.web.places import page_of_porting
    from kennisruil.reports.web.pages import page_of_reports
    from kennisruil.shared.chain import chain_answers
    from kennisruil.shared.delivery import doubt_answers
    from kennisruil.shared.invariants import invariant_answers
    from kennisruil.shared.jobs import daily
    from kennisruil.shared.links_to import page_answers
    from kennisruil.shared.todo import todo_answers

    # What waits.
    todo_answers.register(todo_of_network)
    todo_answers.register(todo_of_brokerage)
    todo_answers.register(todo_of_bookings)
    todo_answers.register(todo_of_room)
    todo_answers.register(todo_of_introductions)
    todo_answers.register(todo_of_menu)
    todo_answers.register(todo_of_billing)
    todo_answers.register(money_todo_lines)
    todo_answers.register(todo_of_bookkeeping)
    todo_answers.register(todo_of_vat_office)
    todo_answers.register(todo_of_gatherings)
    todo_answers.register(todo_of_mails)
    # Which page shows a row.
    page_answers.register(page_of_bookkeeping)
    page_answers.register(page_of_network)
    page_answers.register(page_of_brokerage)
    page_answers.register(page_of_billing)
    page_answers.register(page_of_pathway)
    page_answers.register(page_of_gatherings)
    page_answers.register(page_of_reports)
    page_answers.register(page_of_porting)
    page_answers.register(page_of_office)
    # What somebody could give.
    giving_ideas.register(giving_ideas_of_brokerage)
    supply_names.register(names_of_sessions)
    # What keeps a month open.
    close_objections.register(objections_of_brokerage)
    close_objections.register(objections_of_gatherings)
    # What is kept about a person.
    data_answers.register(data_of_network)
    data_answers.register(data_of_brokerage)
    data_answers.register(data_of_matching)
    # What weighs on a decision.
    weight_answers.register(weight_of_open_lots)
    # What stands in a decision that is a table.
    table_answers.register(people_to_look_around_as)
    table_answers.register(tables_of_the_books)

    change_answers.register(renew_after_change)
    # What stands next to each other, from need to books.
    chain_answers.register(chain_of_brokerage)
    chain_answers.register(chain_of_billing)
    chain_answers.register(chain_of_bookkeeping)
    # What accounting packages are told of.
    document_answers.register(told_documents)
    # What follows for a mail that nobody knows of.
    doubt_answers.register(mail_after_doubt)
    # What must always hold.
    invariant_answers.register(ledger_invariants)
    invariant_answers.register(invariants_of_billing)
    invariant_answers.register(invariants_of_bookkeeping)
    # What a day asks.
    daily.register(expire_due_reservations)
    daily.register(matching_daily)
    daily.register(brokerage_daily)
    daily.register(news_daily)
    daily.register(accept_by_silence)
    daily.register(remind)

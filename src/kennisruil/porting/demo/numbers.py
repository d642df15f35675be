"""Numbers with valid check digits that nobody has: invented enterprises, VAT numbers, bank accounts, telephones."""

from random import Random

from stdnum import iban as iban_number
from stdnum import luhn
from stdnum.eu import vat as eu_vat


def enterprise_number(index: int) -> str:
    """Give a Belgian enterprise number (mod 97) in a range the register has not reached: 1999.xxx.xxx."""
    base = 19_990_000 + index
    return f"{base}{97 - base % 97:02d}"


def belgian_iban(index: int) -> str:
    """Give a Belgian account number (mod 97, ISO 13616) of bank 999, which does not exist."""
    body = f"999{index:07d}"
    bban = f"{body}{int(body) % 97 or 97:02d}"
    return f"BE{iban_number.calc_check_digits(f'BE00{bban}')}{bban}"


def eu_vat_number(country: str, rng: Random) -> str:
    """Give a VAT number of another member state whose check digits hold."""
    while True:
        number = f"{country}{_body(country, rng)}"
        if eu_vat.is_valid(number):
            return number


def _body(country: str, rng: Random) -> str:
    if country == "NL":
        return f"{rng.randrange(8 * 10**8, 9 * 10**8)}B{rng.randrange(1, 9):02d}"
    if country == "FR":
        start = str(rng.randrange(9 * 10**7, 10**8))
        siren = start + luhn.calc_check_digit(start)
        return f"{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"
    digits = {"DE": 9, "LU": 8, "DK": 8}[country]
    return str(rng.randrange(10 ** (digits - 1), 10**digits))


def phone(index: int) -> str:
    """Give a mobile number in a series that is not given out."""
    return f"0400 {index // 10_000 % 100:02d} {index // 100 % 100:02d} {index % 100:02d}"

"""What ``kennisruil bench`` measures, in a server or database made for it and thrown away after."""

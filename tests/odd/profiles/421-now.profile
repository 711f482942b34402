# 421 from the first connection on, with noise in it.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
turn-away     after 0 421
noise         escapes nul utf8
clock         50

# 421 after 6 connections, for ever: Exim with an accept limit.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
turn-away     after 6 421
clock         50

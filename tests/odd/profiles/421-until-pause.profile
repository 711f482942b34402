# 421 after 6 connections, until a minute is quiet.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
turn-away     until-pause 6 421 60
clock         60

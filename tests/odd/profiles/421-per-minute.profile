# 6 connections a minute.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
turn-away     per-minute 6 421
clock         60

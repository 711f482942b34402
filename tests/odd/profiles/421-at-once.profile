# 2 connections at once.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
turn-away     at-once 2 421
clock         50

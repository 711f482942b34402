# Resets after 6 connections.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
turn-away     after 6 reset
clock         50

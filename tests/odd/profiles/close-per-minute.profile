# 6 connections a minute, closed without a word beyond.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
turn-away     per-minute 6 close
clock         60

# A ban that begins in mid-run and ends after half a minute.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
turn-away     after 6 reset 30
clock         30

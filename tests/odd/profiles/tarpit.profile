# One character a second.
versions      TLSv1.2
suites        C02F C030 002F
groups        secp256r1
certificate   rsa2048
trickle       1000
clock         100

# The only group it has is secp224r1.
name          only-secp224r1
versions      TLSv1.2
suites        C030 C02F C014 C013
certificate   rsa2048
groups        secp224r1

# The only group it has is brainpoolP256r1.
name          only-brainpoolp256r1
versions      TLSv1.2
suites        C030 C02F C014 C013
certificate   rsa2048
groups        brainpoolP256r1

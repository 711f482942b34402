versions      TLSv1.1 TLSv1.2
suites        TLSv1.2 C02F C030
suites        C014 C013 0035 002F
groups        secp256r1
certificate   rsa2048
warning-112 yes

# The only group it has is x448.
name          only-x448
versions      TLSv1.2 TLSv1.3
suites        1302 1301
suites        C030 C02F C014 C013
certificate   rsa2048
groups        x448

# The only group it has is unassigned: nobody offers it, so it has no suite
# for anybody, but one without a group.
name          only-unassigned
versions      TLSv1.2 TLSv1.3
suites        1302 1301
suites        C030 C02F C014 C013
certificate   rsa2048
groups        0x9999
suites        TLSv1.2 009C

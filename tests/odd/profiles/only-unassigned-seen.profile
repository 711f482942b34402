# What is left of only-unassigned for who does not offer that group.
name          only-unassigned-seen
versions      TLSv1.2
suites        009C
certificate   rsa2048

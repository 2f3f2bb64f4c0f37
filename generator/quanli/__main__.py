from quanli.cli import main

raise SystemExit(main())

namespace ChargerFirmware.Tests.Documents;

/// <summary>Every command of every document, and how it is proved. The first rule that fits counts.</summary>
internal static class Rules
{
    private const string Emulator = "dotnet run --project emulator/Emulator.Cli";

    private const string Central = "dotnet run --project emulator/Central.Cli";

    public static IReadOnlyList<Rule> All { get; } =
    [
        // The main job: it drives a session by itself, so its output holds one.
        new Serves(Emulator, "StopTransaction.req"),
        new Serves(Emulator + " &", "BootNotification.conf .*Accepted"),
        new Serves(Emulator + " -- --csms ws://127.0.0.1:9000/ocpp --id .*", "BootNotification: Accepted|BootNotification.conf .*Accepted") { Needs = Needs.CentralSystem },
        new Serves(Emulator + " -- board --board .*", "^bus line on "),
        new Serves(Emulator + " -- --board boards/.*", "BootNotification.conf .*Accepted"),
        new Serves(Emulator + " -- --mqtt .* & mosquitto_sub .*", "^charger/") { Needs = Needs.Broker },
        new ElsewhereInCi(Emulator + @" -- scenario emulator/scenarios/\*.scenario --all-boards", "scenario emulator/scenarios/*.scenario --all-boards"),
        new ElsewhereInCi(Emulator + @" -- scenario emulator/scenarios/\*.scenario( --seed 7)?", "seeds 2 7"),
        new Ends(Emulator + @" -- scenario \S+( --seed \d+)?( --transcript)?", "passed "),
        new ElsewhereInCi(Emulator + " -- days --count 3", "days_of_quick"),
        new Ends(Emulator + " -- matrix > emulator/scenarios/MATRIX.md"),
        new Ends(Emulator + " -- pics > boards/PICS.md"),
        new ElsewhereInCi(@"curl .*http://127\.0\.0\.1:8080/.*", "dotnet test --no-build"),
        new Ends("curl .*") { Needs = Needs.Emulator },

        new Serves(Central, "^http://127.0.0.1:"),
        new Serves(Central + " -- start_cs 9000", "Server is listening on port 9000"),
        new Serves(Central + " -- --headless --store memory --http 8090", "^http://127.0.0.1:8090"),
        new Ends(Central + " -- docs --version 1.6", "StartTransaction"),

        // A machine that has no such device files says so.
        new Ends("dotnet run --project src/Charger -- check --board .*", "/dev/", ExitCode: 1),
        new Ends("dotnet run --project src/Charger -- check --file-only --board .*"),
        new Serves("dotnet run --project src/Charger -- run --board emulator/boards/.*", "BootNotification: Accepted") { Needs = Needs.CentralSystem | Needs.Board },
        new Serves("dotnet run --project src/Charger -- run --board .*", "/dev/"),
        new Ends("dotnet publish src/Charger .*") { IsLong = true },
        new Ends("node tests/Peers/figures.js .*", "GetConfiguration, a second") { IsLong = true },

        new ElsewhereInCi("dotnet build", "dotnet build --verbosity quiet"),
        new ElsewhereInCi("dotnet test( --solution ChargerFirmware.sln)?", "dotnet test --no-build"),
        new Ends("dotnet run --project tests/Unit -- -class .*", "Failed: 0"),
        new Ends("WRITE_OCTT=1 dotnet run --project tests/Scenarios -- -class .*", "Failed: 0"),
        new ElsewhereInCi("dotnet run --project tests/Repository", "dotnet test --no-build"),
        new ElsewhereInCi(
            @"(dotnet build && |CENTRAL_POSTGRES=\S+ )?dotnet run --no-build --project tests/(Brokers|Crash|Hostile|Stores|Documents|Load).*",
            "dotnet run --no-build --project tests/"),
        new ElsewhereInCi(@"(VM_KERNEL=\S+ )?tests/Vm/run.*", "tests/Vm/run"),
        new ElsewhereInCi(@"dotnet build && cd tests/Peers && npm ci --ignore-scripts|node (main|central).js.*", "node main.js"),
        new ElsewhereInCi(@"(VM_KERNEL=\S+ )?\.ci/run( full)?", "usage: .ci/run [full]"),
        new ElsewhereInCi("apt-get install .*", "mosquitto mosquitto-clients"),
        new Serves("prometheus --config.file .*", "Server is ready"),
        new Ends("dotnet run -c Release --project tests/Benchmarks -- .*") { IsLong = true },
    ];
}

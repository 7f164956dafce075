namespace ChargerFirmware.Tests.Scenarios;

/// <summary>The table of faults, row by row as the outside sees it. Written by hand: nothing in it comes from the station's own lists.</summary>
internal static class FaultTable
{
    private const int Ac = 1;
    private const int Dc = 2;
    private const string Start = "plug\nswipe 04A1B2C3\n";
    private const string StopByCard = "swipe 04A1B2C3\n";

    /// <summary>Contacts are seen at once; the rest is a driver's poll, its grace time, or the table's own waiting time.</summary>
    private const double AtOnce = 0.02;
    private const double ByDcPoll = 0.15;
    private const double ByTemperaturePoll = 2.3;
    private const double BySupplyReadings = 3.6;

    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        .. Stations("emergency-stop", "StopNow", AtOnce, "OtherError/EmergencyStop", "EmergencyStop", "still 5\nclear\nstill 15\nacknowledge\ngone 0.1"),
        .. Stations("door-open", "StopNow", AtOnce, "OtherError/DoorOpen", "Other", "still 15\nclear\ngone 0.1"),
        .. Stations("supply-over-voltage", "StopNow", BySupplyReadings, "OverVoltage", "Other", "still 15\nclear\nstill 9\ngone 5"),
        .. Stations("supply-under-voltage", "Stop", BySupplyReadings, "UnderVoltage", "Other", "still 15\nclear\nstill 9\ngone 5"),

        Idle("insulation-low", Dc, "StopNow", AtOnce, "GroundFailure", "still 15\nclear\ngone 1"),
        Charging("insulation-low", Dc, "StopNow", AtOnce, "GroundFailure", "clear\nstill 15\nunplug\ngone 1"),
        Charging("insulation-low", Dc, "StopNow", AtOnce, "GroundFailure", "unplug\nstill 15\nclear\ngone 1"),
        Idle("residual-current", Ac, "StopNow", AtOnce, "GroundFailure", "still 15\nclear\ngone 1"),
        Idle("residual-current", Dc, "StopNow", AtOnce, "GroundFailure", "still 15\nclear\ngone 1"),
        Charging("residual-current", Ac, "StopNow", AtOnce, "GroundFailure", "clear\nstill 15\nunplug\ngone 1"),
        Charging("residual-current", Dc, "StopNow", AtOnce, "GroundFailure", "unplug\nstill 15\nclear\ngone 1"),
        Idle("earth-lost", Ac, "StopNow", AtOnce, "GroundFailure", "still 15\nclear\ngone 1"),
        Idle("earth-lost", Dc, "StopNow", AtOnce, "GroundFailure", "still 15\nclear\ngone 1"),
        Charging("earth-lost", Ac, "StopNow", AtOnce, "GroundFailure", "clear\nstill 15\nunplug\ngone 1"),
        Charging("earth-lost", Dc, "StopNow", AtOnce, "GroundFailure", "clear\nstill 15\nunplug\ngone 1"),

        // Open, the output has no voltage any more: it is normal 10 s later, whatever is wrong with the source.
        Charging("output-over-voltage", Dc, "StopNow", ByDcPoll, "OverVoltage", "still 7\ngone 4", after: "Finishing"),

        Charging("over-current", Ac, "Stop", 7, "OverCurrentFailure", "clear\nstill 15\nunplug\ngone 1"),
        Charging("over-current", Dc, "Stop", 20, "OverCurrentFailure", "clear\nstill 15\nunplug\ngone 1"),
        Idle("over-temperature", Ac, "Stop", ByTemperaturePoll, "HighTemperature", "still 15\nclear\ngone 3"),
        Idle("over-temperature", Dc, "Stop", ByTemperaturePoll, "HighTemperature", "still 15\nclear\ngone 3"),
        Charging("over-temperature", Ac, "Stop", ByTemperaturePoll, "HighTemperature", "still 15\nclear\ngone 3", after: "Finishing"),
        Charging("over-temperature", Dc, "Stop", ByTemperaturePoll, "HighTemperature", "still 15\nclear\ngone 3", after: "Finishing"),

        Tried("contactor-stuck-open", Ac, "Stop", 15, "PowerSwitchFailure"),
        Tried("contactor-stuck-open", Dc, "Stop", 45, "PowerSwitchFailure"),
        Charging("contactor-stuck-open", Ac, "Stop", AtOnce, "PowerSwitchFailure", "clear\nstill 15\nunplug\ngone 1"),
        Charging("contactor-stuck-open", Dc, "Stop", AtOnce, "PowerSwitchFailure", "clear\nstill 15\nunplug\ngone 1"),
        Idle("contactor-welded", Ac, "Stop", 0.5, "PowerSwitchFailure", Service),
        Idle("contactor-welded", Dc, "Stop", 0.5, "PowerSwitchFailure", Service),
        Welded(Ac, "expect lock locked\nclear\nexpect lock unlocked\n"),
        Welded(Dc, "clear\n"),

        Idle("meter-silent", Ac, "Stop", 11.5, "PowerMeterFailure", "still 15\nclear\ngone 3"),
        Idle("meter-silent", Dc, "Stop", 11.5, "PowerMeterFailure", "still 15\nclear\ngone 3"),
        Charging("meter-silent", Ac, "Stop", 11.5, "PowerMeterFailure", "still 15\nclear\ngone 3", after: "Finishing"),
        Charging("meter-silent", Dc, "Stop", 11.5, "PowerMeterFailure", "still 15\nclear\ngone 3", after: "Finishing"),

        // Nobody charges by it: the next transaction counts from the new register, and there is nothing to report.
        Charging("meter-changed", Ac, "Stop", 1.5, "PowerMeterFailure/MeterChanged", "still 15\nclear\nstill 15\nunplug\ngone 1"),
        Charging("meter-changed", Dc, "Stop", 4, "PowerMeterFailure/MeterChanged", "still 15\nclear\nstill 15\nunplug\ngone 1"),
        Idle("bus-lost", Ac, "Stop", 4, "InternalError/ControllerLost", "still 15\nclear\ngone 3"),
        Idle("bus-lost", Dc, "Stop", 3, "InternalError/ControllerLost", "still 15\nclear\ngone 3"),
        Charging("bus-lost", Ac, "Stop", 4, "InternalError/ControllerLost", "still 15\nclear\ngone 3", after: "Finishing"),
        Charging("bus-lost", Dc, "Stop", 3, "InternalError/ControllerLost", "still 15\nclear\ngone 3", after: "Finishing"),
        Idle("logic-failing", Ac, "Stop", AtOnce, "InternalError", Restart),
        Idle("logic-failing", Dc, "Stop", AtOnce, "InternalError", Restart),
        Charging("logic-failing", Ac, "Stop", AtOnce, "InternalError", Restart, after: "Preparing"),
        Charging("logic-failing", Dc, "Stop", AtOnce, "InternalError", Restart, after: "Preparing"),

        Row("lock-stuck-open", Ac, "Idle", "Prevent", 15, "Faulted", "ConnectorLockFailure", "still 15\nunplug\ngone 1", "Available", reveal: Start),
        Row("lock-stuck-open", Ac, "Plugged", "Prevent", 15, "Faulted", "ConnectorLockFailure", "still 15\nclear\ngone 30\nexpect lock unlocked", "Preparing", reveal: StopByCard),
        Row("lock-stuck-closed", Ac, "Charging", "Warn", 20, "Finishing", "ConnectorLockFailure", "still 60\nclear\ngone 30\nexpect lock unlocked", "Finishing", "Local", StopByCard),

        // OCPP 1.6 section 7.6 ties the error to a vehicle: without one there is nothing to report.
        Row("ev-communication-lost", Ac, "Plugged", "Warn", 1, "Preparing", "EVCommunicationError", "clear\nstill 15\nunplug\nwait 2s\nplug\ngone 2", "Preparing"),
        Row("ev-communication-lost", Dc, "Plugged", "Warn", 1, "Preparing", "EVCommunicationError", "clear\nstill 15\nunplug\nwait 2s\nplug\ngone 2", "Preparing"),
        Row("ev-communication-lost", Ac, "Charging", "End", 1, "Finishing", "EVCommunicationError", "clear\nstill 15\nunplug\nwait 2s\nplug\ngone 2", "Preparing", "Other"),
        Row("ev-communication-lost", Dc, "Charging", "End", 1, "Finishing", "EVCommunicationError", "clear\nstill 15\nunplug\nwait 2s\nplug\ngone 2", "Preparing", "Other"),

        Warning("reader-dead", Ac, "Idle", 5, "ReaderFailure", "still 15\nclear\ngone 5"),
        Warning("reader-dead", Ac, "Charging", 5, "ReaderFailure", "still 15\nclear\ngone 5"),
        Warning("reader-dead", Dc, "Charging", 5, "ReaderFailure", "still 15\nclear\ngone 5"),
        Warning("weak-signal", Ac, "Idle", 11, "WeakSignal", "still 15\nclear\ngone 11"),
        Warning("weak-signal", Dc, "Charging", 11, "WeakSignal", "still 15\nclear\ngone 11"),
        Warning("reset-failing", Ac, "Idle", 40, "ResetFailure", "still 15\nclear\nreset Soft\ngone 60\nexpect link Operational within 60s", reveal: "reset Soft\n"),
        Warning("store-replaced", Ac, "Idle", 40, "InternalError/StoreReplaced", "still 15\nclear\nreset Soft\ngone 60\nexpect link Operational within 60s", reveal: "reset Soft\n"),
        Warning("local-list-conflict", Ac, "Idle", 5, "LocalListConflict", Agreeing, reveal: Listed + Disagreeing),
        Warning("local-list-conflict", Dc, "Charging", 5, "LocalListConflict", Agreeing, reveal: Listed + Disagreeing),
        Warning("store-failing", Ac, "Plugged", 15, "InternalError", "still 15\nclear\ngone 6", reveal: StopByCard, @class: "Prevent"),
        Warning("store-failing", Dc, "Plugged", 15, "InternalError", "still 15\nclear\ngone 6", reveal: StopByCard, @class: "Prevent"),
        Warning("store-failing", Ac, "Charging", 61, "InternalError", "still 15\nclear\ngone 6", @class: "Prevent"),
        Warning("store-failing", Dc, "Charging", 61, "InternalError", "still 15\nclear\ngone 6", @class: "Prevent"),
    ];

    private const string Restart = "clear\nstill 15\nreset Hard\ngone 60\nexpect link Operational within 60s";

    /// <summary>The central system is heard of a listed tag: only such an answer shows what the records say, and only one ends it.</summary>
    private const string Listed = "send-list 1 Full 04A1B2C4\n";
    private const string Disagreeing = "swipe 04A1B2C4\n";
    private const string Agreeing = "still 15\nclear\nstill 15\nswipe 04A1B2C4\ngone 5\nwait 5s\nswipe 04A1B2C4";

    private const string Service =
        "refused service clear-weld\nclear\nstill 15\nreset Hard\nexpect link Operational within 60s\nstill 15\nservice clear-weld\ngone 1";

    private static FaultRow Row(
        string name, int connector, string situation, string @class, double seen, string status, string errorCode, string recovery,
        string after, string? stopReason = null, string reveal = "") =>
        new(name, connector, situation, @class, seen, status, errorCode) { Recovery = recovery, After = after, StopReason = stopReason, Reveal = reveal };

    private static FaultRow Idle(string name, int connector, string @class, double seen, string errorCode, string recovery) =>
        Row(name, connector, "Idle", @class, seen, "Faulted", errorCode, recovery, "Available");

    private static FaultRow Charging(
        string name, int connector, string @class, double seen, string errorCode, string recovery, string after = "Available") =>
        Row(name, connector, "Charging", @class, seen, "Faulted", errorCode, recovery, after, "Other");

    /// <summary>Found out by a start: a transaction of nothing. The next plug-in is the test.</summary>
    private static FaultRow Tried(string name, int connector, string @class, double seen, string errorCode) =>
        Row(name, connector, "Idle", @class, seen, "Faulted", errorCode,
            "still 15\nunplug\ngone 1\nwait 3s\nplug\nswipe 04A1B2C3\nexpect status Faulted within 60s\nclear\nstill 15\nunplug\ngone 1\nwait 3s\n" +
            "plug\nswipe 04A1B2C3\nexpect status Charging within 60s\nwait 30s\nswipe 04A1B2C3", "Finishing", "Other", Start);

    /// <summary>It shows when the session ends, and the outlet stays live.</summary>
    private static FaultRow Welded(int connector, string mended) =>
        Row("contactor-welded", connector, "Charging", "Stop", 20, "Faulted", "PowerSwitchFailure",
            "expect contactor closed\n" + mended + "still 15\nservice clear-weld\ngone 1", "Finishing", "Local", StopByCard);

    private static FaultRow Warning(
        string name, int connector, string situation, double seen, string errorCode, string recovery, string reveal = "", string @class = "Warn")
    {
        var status = situation switch { "Idle" => "Available", "Plugged" => "Preparing", _ => "Charging" };
        return Row(name, connector, situation, @class, seen, status, errorCode, recovery, status, reveal: reveal) with { OfStation = true };
    }

    private static IEnumerable<FaultRow> Stations(string name, string @class, double seen, string errorCode, string stopReason, string recovery)
    {
        foreach (var connector in new[] { Ac, Dc })
        {
            yield return Idle(name, connector, @class, seen, errorCode, recovery) with { OfStation = true };
            yield return Charging(name, connector, @class, seen, errorCode, recovery, "Finishing") with { OfStation = true, StopReason = stopReason };
        }
    }
}

using ChargerFirmware.Bench;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Each fault is there in the physical world, is seen by the drivers, and leads to what the table says.</summary>
public sealed class FaultTableTests
{
    public static TheoryData<int, string> Rows => [.. FaultTable.Rows.Select((row, index) => (index, row.ToString()))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_cause_leads_to_what_the_table_says(int index, string name)
    {
        Assert.Equal(name, FaultTable.Rows[index].ToString());
        FaultRun.Run(FaultTable.Rows[index]);
    }

    /// <summary>The proof of the proof: a station that did what these rows say would not pass as one that does what the table says.</summary>
    public static TheoryData<string, string> WrongRows => new()
    {
        { "another reason", "stop reason Local" },
        { "another status", "status=Finishing" },
        { "another code", "errorCode=OverVoltage" },
        { "a fault nobody notices", "errorCode=PowerSwitchFailure" },
        { "a status without an open contactor", "an open contactor within" },
        { "a contactor too late", "an open contactor within" },
        { "a session that goes on", "the transaction to go on" },
        { "gone too early", "and it is gone" },
        { "gone too late", "and it is there" },
    };

    [Theory]
    [MemberData(nameof(WrongRows))]
    public void A_row_that_is_wrong_is_caught(string defect, string expected)
    {
        var right = FaultTable.Rows.Single(row => row.ToString() == "door-open AC Charging");
        var warning = FaultTable.Rows.Single(row => row.ToString() == "weak-signal DC Charging");
        var wrong = defect switch
        {
            "another reason" => right with { StopReason = "Local" },
            "another status" => right with { Status = "Finishing" },
            "another code" => right with { ErrorCode = "OverVoltage" },
            "a fault nobody notices" => FaultTable.Rows.Single(row => row.ToString() == "contactor-welded AC Charging") with { Reveal = "" },
            "a status without an open contactor" => warning with { Class = "End", Reveal = "" },
            "a contactor too late" => FaultTable.Rows.Single(row => row.ToString() == "over-temperature AC Charging") with { Class = "StopNow", Seen = 0 },
            "a session that goes on" => right with { StopReason = null },
            "gone too early" => right with { Recovery = "clear\nstill 5" },
            "gone too late" => right with { Recovery = "gone 5" },
            _ => throw new ArgumentOutOfRangeException(nameof(defect), defect, null),
        };

        var refusal = Assert.ThrowsAny<BenchException>(() => FaultRun.Run(wrong));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}

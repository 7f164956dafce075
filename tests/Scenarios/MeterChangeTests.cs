using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>
/// Nothing is billed that the outlet did not deliver, whatever a register does: another meter answers, or the same one begins anew. And
/// nothing is lost but what no reading can show.
/// </summary>
public sealed class MeterChangeTests
{
    private const string Charge = "connector 1\nplug\nswipe 1 04A1B2C3\nexpect status Charging within 20s\nwait 2m\n";
    private const string ChargeDirect = "connector 2\nplug\nwait 2s\nswipe 2 04A1B2C3\nexpect status Charging within 60s\nwait 2m\n";
    private const string Ended = "\nexpect sent StopTransaction reason=Other within 20s\nexpect status Faulted within 5s\n" + Account;
    private const string Account = "wait 30s\nexpect energy reported = energy flowed\nexpect violations none\n";
    private const string BehindALostBus =
        "fault bus-lost for 2s\nwait 1500ms\nmeter 1 replace X77 500000\nexpect sent StopTransaction within 20s\n" + Account;

    private const string JumpedAtTheEnd =
        "swipe 1 04A1B2C3\nwait 300ms\nmeter 1 replace METER0001 500000\nexpect sent StopTransaction within 20s\n" + Account;

    private const string Rebooted =
        "\nwait 1m\npower on\nexpect link Operational within 60s\nexpect sent StopTransaction reason=PowerLoss within 60s\n" + Account;

    private const string RebootedAlone =
        "\nwait 5s\npower on\nwait 2m\nlink restore\nexpect sent StopTransaction reason=PowerLoss within 3m\n" + Account;

    /// <summary>Meter 1 has a serial number and meter 2 has none: what is written for it nobody reads.</summary>
    public static TheoryData<string, string> Stories => new()
    {
        { "another, higher", Charge + "meter 1 replace X77 500000" + Ended },
        { "another, at nothing", Charge + "meter 1 replace X77 0" + Ended },
        { "another, a little higher", Charge + "meter 1 replace X77 123900" + Ended },
        { "the same, jumped", Charge + "meter 1 replace METER0001 500000" + Ended },
        { "the same, at nothing", Charge + "meter 1 replace METER0001 0" + Ended },
        { "the same, a little lower", Charge + "meter 1 replace METER0001 123700" + Ended },
        { "without a number, higher", ChargeDirect + "meter 2 replace NONE 900000" + Ended },
        { "without a number, at nothing", ChargeDirect + "meter 2 replace NONE 0" + Ended },
        { "another after a silence", Charge + "fault meter-silent for 6s\nwait 5s\nmeter 1 replace X77 500000" + Ended },
        { "jumped in a silence", Charge + "fault meter-silent for 6s\nwait 5s\nmeter 1 replace METER0001 500000" + Ended },
        { "jumped in a silence, DC", ChargeDirect + "fault meter-silent for 6s\nwait 5s\nmeter 2 replace NONE 900000" + Ended },
        { "another behind a lost bus", Charge + BehindALostBus },
        { "another in a power cut", Charge + "power off\nmeter 1 replace X77 500000" + Rebooted },
        { "jumped in a power cut", Charge + "power off\nmeter 1 replace METER0001 5000000" + Rebooted },
        { "at nothing in a power cut", Charge + "power off\nmeter 1 replace METER0001 0" + Rebooted },
        { "grown in an hour without power", Charge + "power off\nmeter 1 replace METER0001 145000\nwait 1h" + Rebooted },
        { "grown, and a clock that ran ahead", Charge + "power off\nmeter 1 replace METER0001 160000\nclock ahead 5h\nlink refuse" + RebootedAlone },
        { "higher in a power cut, DC", ChargeDirect + "power off\nmeter 2 replace NONE 200000" + Rebooted },
        { "jumped at the end", Charge + JumpedAtTheEnd },
        { "twice", Charge + "meter 1 replace X77 500000\nwait 1500ms\nmeter 1 replace X78 900000" + Ended },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_session_ends_at_the_last_reading_of_its_own_register(string name, string story) => Run(name, story);

    /// <summary>An over-current of ten seconds is believed once: a register that goes on at such a rate counts something else.</summary>
    [Fact]
    public void A_register_that_runs_faster_than_the_outlet_for_long_ends_the_session() => Run(
        "six times too fast", Charge + "meter 1 scale-error 600\nexpect sent StopTransaction reason=Other within 1m\nexpect status Faulted within 5s\n");

    /// <summary>Nobody needs a restart: the next session counts by the register as it is.</summary>
    [Theory]
    [InlineData(1, "METER0001 0")]
    [InlineData(1, "X77 500000")]
    [InlineData(2, "NONE 0")]
    [InlineData(2, "NONE 900000")]
    public void The_next_session_counts_by_the_new_register(int number, string meter)
    {
        var charge = $"plug\nwait 2s\nswipe {number} 04A1B2C3\nexpect status Charging within 60s\nwait 2m\n";
        Run("next", $"""
            connector {number}
            {charge}meter {number} replace {meter}
            wait 1m
            unplug
            expect status Available within 15s
            {charge}swipe {number} 04A1B2C3
            expect sent StopTransaction reason=Local within 20s
            {Account}
            """);
    }

    [Theory]
    [InlineData(1, "METER0001 0")]
    [InlineData(1, "X77 500000")]
    [InlineData(2, "NONE 0")]
    public void A_register_that_begins_anew_while_nobody_charges_costs_nobody_a_session(int number, string meter)
    {
        Run("idle", $"""
            connector {number}
            wait 5s
            plug
            wait 3s
            meter {number} replace {meter}
            swipe {number} 04A1B2C3
            expect status Charging within 60s
            wait 2m
            swipe {number} 04A1B2C3
            expect sent StopTransaction reason=Local within 20s
            {Account}
            """);
    }

    [Theory]
    [InlineData(1, "METER0001", 500_000)]
    [InlineData(1, "METER0001", 0)]
    [InlineData(2, "NONE", 900_000)]
    public void A_single_bad_reading_costs_no_session_and_no_energy(int number, string serialNumber, int wh)
    {
        Workbench? bench = null;
        Run("glitch", $"""
            connector {number}
            plug
            wait 2s
            swipe {number} 04A1B2C3
            expect status Charging within 60s
            wait 4m
            expect status Charging
            swipe {number} 04A1B2C3
            expect sent StopTransaction reason=Local within 20s
            wait 10s
            expect violations none
            """, prepared =>
        {
            bench = prepared;
            After(bench, TimeSpan.FromMinutes(2), () =>
            {
                var meter = prepared.Physical(number).Meter;
                var rightWh = meter.EnergyImportWh;
                meter.Replace(serialNumber, wh);
                After(prepared, TimeSpan.FromSeconds(1), () => meter.Replace(serialNumber, rightWh + meter.EnergyImportWh - wh));
            });
        });

        Assert.Equal(bench!.FlowedWh(number), bench.Csms!.Sessions.ReportedEnergyWh(), 1.1);
    }

    /// <summary>The proof of the proof: what the station has to believe, for the outlet could have delivered it, the oracle does not.</summary>
    [Fact]
    public void A_jump_that_is_billed_is_caught()
    {
        var refusal = Assert.Throws<BenchException>(() => Run("small", Charge + """
            swipe 1 04A1B2C3
            expect sent StopTransaction reason=Local within 20s
            expect energy reported = energy flowed
            """, bench => After(bench, TimeSpan.FromMinutes(1), () =>
                bench.Physical(1).Meter.Replace("METER0001", bench.Physical(1).Meter.EnergyImportWh + 15))));

        Assert.Contains("Wh flowed", refusal.Message, StringComparison.Ordinal);
    }

    private static void After(Workbench bench, TimeSpan time, Action act) => bench.Loop.Time.CreateTimer(_ => act(), null, time, Timeout.InfiniteTimeSpan);

    private static void Run(string name, string story, Action<Workbench>? prepare = null) =>
        ScenarioRun.Run(Scenario.Parse(name, story), seed: 1, prepare: prepare);
}

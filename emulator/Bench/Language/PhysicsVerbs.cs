using System.Globalization;
using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Bench.Language;

/// <summary>What happens to the station's surroundings.</summary>
internal static class PhysicsVerbs
{
    // Clocks start at 1970 or worse.
    private static readonly TimeSpan s_longestClockError = TimeSpan.FromDays(36500);

    public static IReadOnlyList<Verb> All { get; } =
    [
        Verb.Of("emergency-stop", "emergency-stop press|release|acknowledge", "press, release or acknowledge the emergency stop", (session, words) =>
        {
            var what = words.Next("press, release or acknowledge");
            Action act = what switch
            {
                "press" => session.Bench.Site.EmergencyStop.Press,
                "release" => session.Bench.Site.EmergencyStop.Release,
                "acknowledge" => session.Bench.Station.Acknowledge,
                _ => throw new BenchException($"expected press, release or acknowledge, found '{what}'"),
            };
            words.End();
            act();
            return null;
        }) with
        {
            Needs = static (needs, _) => needs.Add("emergency stop", board => board.Station.EmergencyStop is null ? "no emergency stop" : null),
        },
        Verb.Of("door", "door open|close", "open or close the cabinet's door", (session, words) =>
        {
            var what = words.Next("open or close");
            Action act = what switch
            {
                "open" => session.Bench.Site.Door.Open,
                "close" => session.Bench.Site.Door.Close,
                _ => throw new BenchException($"expected open or close, found '{what}'"),
            };
            words.End();
            act();
            return null;
        }) with
        {
            Needs = static (needs, _) => needs.Add("door", board => board.Station.Door is null ? "no door contact" : null),
        },
        Verb.Of("resets", "resets fail|succeed", "whatever should restart the station does not, or does again", (session, words) =>
        {
            var what = words.Next("fail or succeed");
            var fails = what switch
            {
                "fail" => true,
                "succeed" => false,
                _ => throw new BenchException($"expected fail or succeed, found '{what}'"),
            };
            words.End();
            session.Bench.Site.Computer.RestartFails = fails;
            return null;
        }),
        Verb.Of("clock", "clock ahead|behind DURATION", "what the computer's clock shows when the station is started the next time", (session, words) =>
        {
            var error = NextClockError(words);
            words.End();
            session.Bench.Site.Computer.ClockError = error;
            return null;
        }),
        Verb.Of("meter", "meter [N] [scale-error PERCENT | drop DURATION | replace SERIAL WH]",
            "its register and what has flowed; spoil the meter, or put in another one", Meter) with
        {
            IsOfBoard = true,
            Needs = static (needs, words) => needs.Connector(needs.TakeConnector(words)),
        },
        Verb.Of("power", "power off|on|cycle", "take the station's power without a word, give it back, or both at once", (session, words) =>
        {
            var what = words.Next("off or on");
            Action act = what switch
            {
                "off" => session.Bench.CutPower,
                "on" => session.Bench.Start,
                "cycle" => () =>
                {
                    session.Bench.CutPower();
                    session.Bench.Start();
                },
                _ => throw new BenchException($"expected off, on or cycle, found '{what}'"),
            };
            words.End();
            act();
            return null;
        }),
    ];

    private static string? Meter(Session session, Words words)
    {
        var connector = session.Physical(session.TakeConnector(words));
        if (words.IsEnd)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"register {connector.Meter.EnergyImportWh:0.###} Wh, flowed {connector.ReferenceMeter.FlowedWh:0.###} Wh");
        }

        var spoil = NextSpoiling(words, connector.Meter);
        words.End();
        spoil();
        return null;
    }

    private static Action NextSpoiling(Words words, MeterPhysics meter)
    {
        switch (words.Next("scale-error, drop or replace"))
        {
            case "scale-error":
                var error = words.NextNumber("an error in percent", -100, 1000) / 100;
                return () => meter.ScaleError = error;
            case "drop":
                var interval = words.NextDuration();
                return () => meter.DropInterval(interval);
            case "replace":
                var serial = words.Next("a serial number");
                var register = words.NextNumber("a register in Wh", 0, 1e15);
                return () => meter.Replace(serial, register);
            case var other:
                throw new BenchException($"expected scale-error, drop or replace, found '{other}'");
        }
    }

    /// <summary>Takes <c>ahead DURATION</c> or <c>behind DURATION</c>.</summary>
    /// <exception cref="BenchException">There is something else.</exception>
    public static TimeSpan NextClockError(Words words)
    {
        var what = words.Next("ahead or behind");
        TimeSpan error = words.NextDuration(s_longestClockError);
        return what switch
        {
            "ahead" => error,
            "behind" => -error,
            _ => throw new BenchException($"expected ahead or behind, found '{what}'"),
        };
    }
}

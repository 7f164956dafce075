using System.Globalization;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>Draws clocks that are wrong: the central system's, which stations follow, and the computer's, which it starts with.</summary>
internal sealed class DayClocks(RandomSource chance)
{
    /// <summary>Of a hundred things that happen, so many are a clock that is set.</summary>
    private const int Percent = 3;

    private static readonly string[] s_errors = ["0s", "3s", "40s", "7m", "1h", "13h", "30d", "400d", "20000d"];

    /// <summary>A line of the scenario language; null when something else happens.</summary>
    public string? Draw()
    {
        if (chance.Next(0, 100) >= Percent)
        {
            return null;
        }

        var clock = chance.Next(0, 3) == 0 ? "clock" : "central-clock";
        var side = chance.Next(0, 2) == 0 ? "ahead" : "behind";
        return chance.Next(0, 3) switch
        {
            0 => "trigger Heartbeat",
            1 => $"{clock} {side} {s_errors[chance.Next(0, s_errors.Length)]}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{clock} {side} {chance.Next(1, 7_200)}s"),
        };
    }
}

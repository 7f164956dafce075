using System.Globalization;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>Draws causes of the table: every one that the board can have, each as likely as any other, for a while or until the evening.</summary>
internal sealed class DayFaults
{
    private readonly Entropy _chance;
    private readonly List<(int Place, string Name)> _all;

    public DayFaults(Workbench bench, Entropy chance)
    {
        _chance = chance;
        _all = [.. Enumerable.Range(0, bench.Site.Connectors.Count + 1)
            .SelectMany(place => bench.Faults.At(place).Select(fault => (place, fault.Name)))];
    }

    /// <summary>A line of the scenario language.</summary>
    public string Draw()
    {
        var (place, name) = _all[_chance.Next(0, _all.Count)];
        var line = string.Create(CultureInfo.InvariantCulture, $"fault {place} {name}");
        return _chance.Next(0, 10) switch
        {
            < 3 => string.Create(CultureInfo.InvariantCulture, $"{line} for {_chance.Next(20, 20_000)}ms"),
            < 9 => string.Create(CultureInfo.InvariantCulture, $"{line} for {_chance.Next(20, 3_600)}s"),
            _ => line,
        };
    }

    /// <summary>A line that mends one of them, whether or not it is there.</summary>
    public string DrawMending()
    {
        var (place, name) = _all[_chance.Next(0, _all.Count)];
        return string.Create(CultureInfo.InvariantCulture, $"clear {place} {name}");
    }
}

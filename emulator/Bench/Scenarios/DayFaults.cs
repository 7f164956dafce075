using System.Globalization;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus.Meters;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>Draws faults of the table: every one that the board can have, each as likely as any other, for a while or until the evening.</summary>
internal sealed class DayFaults
{
    /// <summary>Beyond it a register of 32 bits does not count single Wh any more.</summary>
    private const int MostWh = 1_000_000;

    private readonly Workbench _bench;
    private readonly RandomSource _chance;
    private readonly List<(int Place, string Name)> _all;

    public DayFaults(Workbench bench, RandomSource chance)
    {
        _bench = bench;
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

    /// <summary>
    /// A line that makes a register begin anew: another meter, or the same one reset or jumped. Where no serial number says so, it is lower,
    /// or higher by more than the outlet delivers in a day: less may be what flowed while the meter was silent.
    /// </summary>
    public string DrawRegister()
    {
        var number = _chance.Next(1, _bench.Site.Connectors.Count + 1);
        var meter = _bench.Physical(number).Meter;
        var nowWh = (int)meter.EnergyImportWh;
        var isAnother = _chance.Next(0, 2) == 0 && HasSerialNumber(number);
        var wh = _chance.Next(0, 3) switch
        {
            0 => 0,
            1 when isAnother => nowWh + _chance.Next(-50, 50),
            1 => _chance.Next(0, Math.Max(1, nowWh)),
            _ when nowWh < MostWh => nowWh + DayWh(number) + _chance.Next(0, 100_000),
            _ => 1000,
        };
        var serialNumber = isAnother ? Text($"{_chance.Next(1_000, 100_000_000)}") : meter.SerialNumber;
        return Text($"meter {number} replace {serialNumber} {Math.Max(0, wh)}");
    }

    private bool HasSerialNumber(int number)
    {
        var board = _bench.Board.Board;
        return MeterMap.Load(board.Devices[board.Connectors[number - 1].Meter].Options<ModbusMeterOptions>().Model).SerialNumber is not null;
    }

    /// <summary>More than an outlet delivers in a day, with the margin that a station has to leave.</summary>
    private int DayWh(int number)
    {
        var roles = _bench.Board.Board.Connectors[number - 1];
        return (int)(24 * 1.3 * (roles.MaxPowerW ?? (roles.MaxCurrentA * roles.Phases * 230)));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using ChargerFirmware.Emulator;
using ChargerFirmware.Emulator.Faults;
using ChargerFirmware.Emulator.Physics;

namespace ChargerFirmware.Bench.Language;

/// <summary>What can be done to a board without a station, in the words of the bench: a driver and a fault need none.</summary>
internal sealed class LoneBoardWords(EmulatedBoard board)
{
    public const string Help = """
        plug [N] [MODEL]     a vehicle arrives and is plugged in
        unplug [N]           pull the cable as far as the lock allows
        fault [N] CAUSE      break something in the physical world; N 0 is the station
        clear [N] CAUSE      mend it
        meter [N]            the meter's register, and what has flowed through the contactor
        """;

    /// <summary>Carries out one line; an empty one does nothing. On the board's loop.</summary>
    /// <returns>What there is to say about it, or null.</returns>
    /// <exception cref="BenchException">It cannot be done.</exception>
    public string? Run(string line)
    {
        var words = new Words(line);
        if (words.IsEnd)
        {
            return null;
        }

        var answer = words.Next("a verb") switch
        {
            "plug" => Plug(TakeConnector(words, least: 1), words),
            "unplug" => Unplug(board.Site.Connector(TakeConnector(words, least: 1))),
            "fault" => Change(words, static (fault, board, connector) => fault.Apply(board, connector)),
            "clear" => Change(words, static (fault, board, connector) => fault.Clear(board, connector)),
            "meter" => Meter(board.Site.Connector(TakeConnector(words, least: 1))),
            "help" => Help,
            var other => throw new LanguageException($"unknown verb '{Words.Shown(other)}'; expected plug, unplug, fault, clear, meter or help"),
        };
        words.End();
        return answer;
    }

    private string? Plug(int connector, Words words)
    {
        var model = words.IsEnd ? VehicleModels.Saloon : VehicleModels.Find(words.Next("a vehicle")) ?? throw new LanguageException(
            $"no such vehicle; expected one of {string.Join(", ", VehicleModels.All.Select(known => known.Name))}");
        Plugging.Plug(board.Site, board.Site.Connector(connector), model, DriverVerbs.UsualPercent);
        return null;
    }

    private static string? Unplug(SiteConnector connector) =>
        Plugging.Unplug(connector, CableEnd.Both) is var result && result != UnplugResult.Freed ? $"{result}" : null;

    private string? Change(Words words, Action<Fault, EmulatedBoard, int> change)
    {
        var connector = TakeConnector(words, least: 0);
        var name = words.Next("a cause");
        var known = (connector == 0 ? FaultList.OfTheStation : FaultList.OfConnectors).Where(fault => fault.Refusal(board, connector) is null).ToList();
        var fault = known.Find(fault => fault.Name == name)
            ?? throw new NoSuchFaultException(
                $"nothing there is called '{Words.Shown(name)}'; expected one of: {string.Join(", ", known.Select(fault => fault.Name))}");
        change(fault, board, connector);
        return null;
    }

    private static string Meter(SiteConnector connector) => string.Create(
        CultureInfo.InvariantCulture, $"register {connector.Meter.EnergyImportWh:0.###} Wh, flowed {connector.Oracle.FlowedWh:0.###} Wh");

    private int TakeConnector(Words words, int least)
    {
        var number = words.TryTakeNumber() ?? 1;
        return number >= least && number <= board.Board.Connectors.Count
            ? number
            : throw new LanguageException($"there is no connector {number}; expected {least} to {board.Board.Connectors.Count}");
    }
}

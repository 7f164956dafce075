using ChargerFirmware.Composition.Drivers;
using ChargerFirmware.Composition.Inspection;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition;

/// <summary>
/// A board file whose every part has a driver, sits on a bus that fits and can play its roles. All that
/// is wrong with one is found by a <see cref="BoardInspection"/>.
/// </summary>
public sealed class BoardPlan
{
    private readonly PlannedParts _parts;

    internal BoardPlan(PlannedParts parts)
    {
        _parts = parts;
        Places = [.. parts.Buses.Values.Select(bus => (bus.Part, bus.Place!))];
    }

    public BoardFile Board => _parts.Board;

    /// <summary>Where each bus is to be found.</summary>
    public IReadOnlyList<(BoardPart Bus, BusPlace Place)> Places { get; }

    /// <exception cref="BoardException">The first thing that is wrong.</exception>
    public static BoardPlan Of(BoardFile board)
    {
        var inspection = BoardInspection.Of(board);
        return inspection.Plan ?? throw inspection.Problems[0];
    }

    /// <summary>The driver of a device of this board.</summary>
    public DeviceDriver DriverOf(BoardPart device) => _parts.Devices[device.Name].Driver;
}

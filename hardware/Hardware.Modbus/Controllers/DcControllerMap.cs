using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>A DC charge controller's registers. Drives the controller and emulates it.</summary>
public sealed class DcControllerMap
{
    private static readonly EmbeddedMaps<DcControllerMap> s_embedded = new("controllers", Parse);

    internal DcControllerMap()
    {
    }

    /// <summary>The maps that are built in.</summary>
    public static IReadOnlyList<string> Names => s_embedded.Names;

    public required string Model { get; init; }

    /// <summary>What a poll reads.</summary>
    public required IReadOnlyList<RegisterBlock> Blocks { get; init; }

    /// <summary>Holds <see cref="IdentityValue"/> when the device is what the map describes.</summary>
    public required Register Identity { get; init; }

    public required uint IdentityValue { get; init; }

    public required TimeSpan HeartbeatTimeout { get; init; }

    public required Register Pilot { get; init; }

    public required Register Phase { get; init; }

    public required IReadOnlyDictionary<ControlPilotState, ushort> PilotCodes { get; init; }

    public required IReadOnlyDictionary<DcSessionPhase, ushort> PhaseCodes { get; init; }

    public required Register StopRequested { get; init; }

    public required Register StateOfChargePercent { get; init; }

    public required Register MaxCurrentA { get; init; }

    public required Register MaxPowerW { get; init; }

    public required Register MinCurrentA { get; init; }

    public required Register OutputVoltageV { get; init; }

    public required Register OutputCurrentA { get; init; }

    public required Register InsulationKiloOhm { get; init; }

    public required Register EvccId { get; init; }

    public required Register Permitted { get; init; }

    /// <summary>Its "no value" pattern means: no limit.</summary>
    public required Register LimitA { get; init; }

    /// <inheritdoc cref="LimitA"/>
    public required Register LimitW { get; init; }

    public required Register Heartbeat { get; init; }

    /// <summary>First of the command registers, which are written in one go so that a permission never goes without its limits.</summary>
    public required ushort CommandAddress { get; init; }

    public required int CommandCount { get; init; }

    /// <summary>A built-in map.</summary>
    /// <exception cref="BoardException">There is no such map.</exception>
    public static DcControllerMap Load(string name) => s_embedded.Load(name);

    /// <summary>A map from its file's text.</summary>
    /// <exception cref="BoardException">It is no such map.</exception>
    public static DcControllerMap Parse(string file, string json) => DcControllerMapReader.Read(file, json);
}

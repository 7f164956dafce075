using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>One poll of a DC controller.</summary>
internal sealed record DcStatus
{
    public static DcStatus Unknown { get; } = new();

    public ControlPilotState Pilot { get; init; }

    public DcSessionPhase? Phase { get; init; }

    public VehicleData Vehicle { get; init; } = VehicleData.Unknown;

    public double? OutputVoltageV { get; init; }

    public double? OutputCurrentA { get; init; }

    public double? InsulationKiloOhm { get; init; }

    public static DcStatus Decode(DcControllerMap map, RegisterImage image) => new()
    {
        Pilot = ByCode(map.PilotCodes, map.Pilot.Decode(image)) ?? ControlPilotState.Unknown,
        Phase = ByCode(map.PhaseCodes, map.Phase.Decode(image)),
        OutputVoltageV = map.OutputVoltageV.Decode(image),
        OutputCurrentA = map.OutputCurrentA.Decode(image),
        InsulationKiloOhm = map.InsulationKiloOhm.Decode(image),
        Vehicle = new VehicleData
        {
            StateOfChargePercent = map.StateOfChargePercent.Decode(image),
            MaxCurrentA = map.MaxCurrentA.Decode(image),
            MaxPowerW = map.MaxPowerW.Decode(image),
            MinCurrentA = map.MinCurrentA.Decode(image),
            StopRequested = map.StopRequested.Decode(image) is > 0,
            EvccId = map.EvccId.DecodeText(image) is { } id && IsEvccId(id) ? id : null,
        },
    };

    /// <summary>Twelve upper-case hex digits; anything else is not yet written, or no EVCCID.</summary>
    private static bool IsEvccId(string text) =>
        text.Length == 12 && text.All(digit => char.IsAsciiDigit(digit) || digit is >= 'A' and <= 'F');

    private static T? ByCode<T>(IReadOnlyDictionary<T, ushort> codes, double? code)
        where T : struct
    {
        foreach (var (value, known) in codes)
        {
            if (known == code)
            {
                return value;
            }
        }

        return null;
    }
}

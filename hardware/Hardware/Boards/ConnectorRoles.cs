using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ChargerFirmware.Hardware.Boards;

/// <summary>One connector: what it is, and which device plays which part for it. Connector numbers follow the list's order from 1.</summary>
public sealed record ConnectorRoles
{
    [Description("ac or dc")]
    public required CurrentKind Current { get; init; }

    [Description("socket (a detachable cable, held by a lock) or fixed")]
    public required CableKind Cable { get; init; }

    [Description("the contactor (relay)")]
    public required string Contactor { get; init; }

    [Description("a switch ahead of the contactor (relay): closed in service, it opens when the contactor is welded")]
    public string? Upstream { get; init; }

    [Description("the cable lock of a socket")]
    public string? Lock { get; init; }

    [Description("the energy meter that is billed by")]
    public required string Meter { get; init; }

    [Description("the charge controller that talks to the vehicle")]
    public required string Controller { get; init; }

    [Description("the plug sensor, where it is not the charge controller")]
    public string? Plug { get; init; }

    [Description("an RFID reader of this connector's own")]
    public string? Reader { get; init; }

    [Description("a temperature sensor in the outlet or in the connector of a fixed cable")]
    public string? Temperature { get; init; }

    [Description("the trip contact of the residual-current device or monitor")]
    public string? ResidualCurrent { get; init; }

    [Description("the monitor that measures the residual current")]
    public string? ResidualCurrentMonitor { get; init; }

    [Description("the alarm contact of the insulation monitor of a DC connector; what a charge controller measures counts besides")]
    public string? Insulation { get; init; }

    [Description("the contact of the monitor of the protective earth")]
    public string? Earth { get; init; }

    [Range(6.0, 1000.0)]
    [Description("the most current this connector can carry, in A")]
    public required double MaxCurrentA { get; init; }

    [Range(1000.0, 1000000.0)]
    [Description("the most power of a DC connector, in W")]
    public double? MaxPowerW { get; init; }

    [Range(0.5, 100.0)]
    [Description("the least current of a DC converter, in A")]
    public double? MinCurrentA { get; init; }

    [Range(100.0, 1500.0)]
    [Description("the highest output voltage of a DC connector, in V, 1000 where it is not said: it decides what output voltage is too high")]
    public double? MaxVoltageV { get; init; }

    [Description("what A in a charging profile means at a DC connector: grid (a phase of its three-phase supply) or output (at referenceVoltageV); " +
        "a station of DC connectors only takes A where this is said")]
    public CurrentReference? ProfileCurrent { get; init; }

    [Range(100.0, 1500.0)]
    [Description("the voltage at which the current of a DC connector is counted against power, in V, 400 where it is not said")]
    public double? ReferenceVoltageV { get; init; }

    [Range(1, 3)]
    [Description("phases of an AC connector")]
    public int Phases { get; init; } = 3;
}

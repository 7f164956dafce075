using ChargerFirmware.Hardware;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>A DC outlet as its charge controller sees and drives it: high-level communication, power source, insulation monitor.</summary>
public interface IDcOutputPhysics
{
    ControlPilotState State { get; }

    DcPhase Phase { get; }

    /// <summary>The controller's permission. Taking it back ramps the source down.</summary>
    bool Permitted { get; set; }

    /// <summary>Bounds of the source, set by the controller.</summary>
    double LimitA { get; set; }

    /// <inheritdoc cref="LimitA"/>
    double LimitW { get; set; }

    double OutputVoltageV { get; }

    double OutputCurrentA { get; }

    double InsulationKiloOhm { get; }

    VehicleData Vehicle { get; }

    /// <summary>False: the controller does not answer.</summary>
    bool Answers { get; }
}

using ChargerFirmware.Hardware;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>The control-pilot and proximity circuits of an AC outlet, as a charge controller sees and drives them.</summary>
public interface IPilotPhysics
{
    /// <summary>What vehicle and cable make of the pilot now.</summary>
    ControlPilotState State { get; }

    /// <summary>What the plugged cable's resistor says, in A; 0 without a cable.</summary>
    double CableLimitA { get; }

    /// <summary>The current offered by the duty cycle in A; 0 is a steady pilot without PWM. The controller sets it.</summary>
    double OfferedCurrentA { get; set; }

    /// <summary>False: the controller does not answer.</summary>
    bool Answers { get; }

    /// <summary>The pilot has changed; the controller's registers follow by themselves.</summary>
    event Action? Changed;
}

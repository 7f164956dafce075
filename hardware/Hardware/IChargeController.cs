namespace ChargerFirmware.Hardware;

/// <summary>
/// Talks to the vehicle: control pilot (IEC 61851-1) and, for DC, high-level communication and the power source behind it
/// (IEC 61851-23, DIN SPEC 70121, ISO 15118). Used on the loop only.
/// </summary>
public interface IChargeController : IPlugSensor
{
    DeviceHealth Health { get; }

    /// <summary>What the vehicle signals. <see cref="ControlPilotState.Unknown"/> while the controller is lost.</summary>
    ControlPilotState Pilot { get; }

    /// <summary>
    /// The vehicle asks for energy and all that comes before the contactor is done. AC: state C, or D where the site is
    /// ventilated. DC: state C, cable check and precharge done.
    /// </summary>
    bool EnergyRequested { get; }

    /// <summary>What the vehicle has reported about itself, as far as this controller can know it.</summary>
    VehicleData Vehicle { get; }

    /// <summary>What the cable carries by its resistor coding (IEC 61851-1 annex B), in A; null when it is not known.</summary>
    double? CableLimitA { get; }

    /// <summary>The current that flows now in A as the controller measures it; null when it does not measure.</summary>
    double? OutputCurrentA { get; }

    /// <summary>The voltage at the output in V as the controller measures it; null when it does not measure.</summary>
    double? OutputVoltageV { get; }

    /// <summary>
    /// The offer in force. Set it at any time; the driver brings it to the device at once and again after the device was lost.
    /// <see cref="EnergyOffer.None"/> takes the offer back: AC stops the PWM, DC ramps the source down.
    /// </summary>
    EnergyOffer Offer { get; set; }
}

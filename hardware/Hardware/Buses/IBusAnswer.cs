namespace ChargerFirmware.Hardware.Buses;

/// <summary>
/// A transfer's result that tells a silent device by its value. A transfer that throws when nobody answers, as Modbus does, needs none
/// of this.
/// </summary>
public interface IBusAnswer
{
    /// <summary>The device took part in the transfer.</summary>
    bool Answered { get; }
}

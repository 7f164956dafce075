namespace ChargerFirmware.Hardware.Buses;

/// <summary>
/// A transfer's result that marks a silent device by its value. A transfer that throws when nothing answers, as Modbus does, needs none
/// of this.
/// </summary>
public interface IBusAnswer
{
    /// <summary>The device took part in the transfer.</summary>
    bool Answered { get; }
}

namespace ChargerFirmware.Hardware;

/// <summary>
/// Measures the residual current of an outlet (IEC 62020, IEC 62955). It only reports; what cuts is its contact or the residual-current
/// device. Used on the loop only.
/// </summary>
public interface IResidualCurrentMonitor
{
    DeviceHealth Health { get; }

    /// <summary>The direct part in mA; null while there is no value, or where the monitor does not distinguish the parts.</summary>
    double? DirectMilliA { get; }

    /// <summary>The alternating part in mA; null while there is no value.</summary>
    double? AlternatingMilliA { get; }

    /// <summary>A new value, or the loss of one. Raised on the loop.</summary>
    event Action? Changed;
}

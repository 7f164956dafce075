namespace ChargerFirmware.Station.Metering;

/// <summary>Why a value was taken, OCPP 1.6 section 7.36.</summary>
public enum ReadingContext
{
    SamplePeriodic,
    SampleClock,
    TransactionBegin,
    TransactionEnd,
    Trigger,
    InterruptionBegin,
    InterruptionEnd,
    Other,
}

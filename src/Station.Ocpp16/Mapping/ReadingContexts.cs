using ChargerFirmware.Ocpp16.Types;
using StationReadingContext = ChargerFirmware.Station.Metering.ReadingContext;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>Why a value was taken (OCPP 1.6, 7.35).</summary>
public static class ReadingContexts
{
    public static ReadingContext Write(StationReadingContext context) => context switch
    {
        StationReadingContext.SamplePeriodic => ReadingContext.SamplePeriodic,
        StationReadingContext.SampleClock => ReadingContext.SampleClock,
        StationReadingContext.TransactionBegin => ReadingContext.TransactionBegin,
        StationReadingContext.TransactionEnd => ReadingContext.TransactionEnd,
        StationReadingContext.Trigger => ReadingContext.Trigger,
        StationReadingContext.InterruptionBegin => ReadingContext.InterruptionBegin,
        StationReadingContext.InterruptionEnd => ReadingContext.InterruptionEnd,
        StationReadingContext.Other => ReadingContext.Other,
    };
}

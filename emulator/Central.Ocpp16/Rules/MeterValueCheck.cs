using ChargerFirmware.Central.Judging;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Rules;

/// <summary>Whether meter values can be true: by themselves, and beside what their transaction has reported before.</summary>
internal sealed class MeterValueCheck(JudgeOptions options)
{
    // meterStart and meterStop are whole Wh, samples need not be.
    private const decimal RoundingWh = 1;

    public void CheckForm(JudgedCall call, MeterValue value)
    {
        if (value.SampledValue.Count == 0)
        {
            call.Report(ViolationKind.ImplausibleMeterValue, $"nothing was sampled at {value.Timestamp:O}");
        }

        foreach (var sampled in value.SampledValue.Where(sampled => !RegisterReading.IsNumber(sampled)))
        {
            call.Report(ViolationKind.ImplausibleMeterValue, $"\"{Text.Shortened(sampled.Value)}\" is no number that a meter shows");
        }

        if (value.Timestamp - call.Now > options.ClockTolerance + call.Clock.Spread)
        {
            call.Report(ViolationKind.Timestamp, $"the sample of {value.Timestamp:O} is yet to come");
        }
    }

    /// <summary>Follows the values of a transaction in the order of their arrival.</summary>
    public void Follow(JudgedCall call, FollowedTransaction record, MeterValue value)
    {
        CheckTime(call, record, value);
        foreach (var registerWh in Registers(value))
        {
            if (record.Trail.Follow(value.Timestamp, registerWh, options.MostPowerW) is var (kind, complaint))
            {
                call.Report(kind, $"transaction {record.Id}: {complaint}");
            }
        }
    }

    /// <summary>Compares what StopTransaction brings along with its own start and stop.</summary>
    public void CheckTransactionData(JudgedCall call, FollowedTransaction record)
    {
        var trail = new RegisterCheck(record.StartTime, record.MeterStartWh);
        foreach (var value in record.TransactionData.OrderBy(value => value.Timestamp))
        {
            CheckForm(call, value);
            foreach (var registerWh in Registers(value))
            {
                if (trail.Follow(value.Timestamp, registerWh, options.MostPowerW) is var (kind, complaint))
                {
                    call.Report(kind, $"transactionData of {record.Id}: {complaint}");
                }
            }

            CheckEnds(call, record, value);
        }
    }

    private static void CheckEnds(JudgedCall call, FollowedTransaction record, MeterValue value)
    {
        foreach (var sampled in value.SampledValue)
        {
            long? reported = sampled.Context switch
            {
                ReadingContext.TransactionBegin => record.MeterStartWh,
                ReadingContext.TransactionEnd => record.MeterStopWh,
                _ => null,
            };
            if (reported is { } endWh && RegisterReading.TryRead(sampled, out var registerWh) && Math.Abs(registerWh - endWh) > RoundingWh)
            {
                call.Report(
                    ViolationKind.ImplausibleMeterValue,
                    FormattableString.Invariant($"transaction {record.Id}: {sampled.Context} says {registerWh} Wh, the transaction {endWh} Wh"));
            }
        }
    }

    private static IEnumerable<decimal> Registers(MeterValue value)
    {
        foreach (var sampled in value.SampledValue)
        {
            if (RegisterReading.TryRead(sampled, out var registerWh))
            {
                yield return registerWh;
            }
        }
    }

    private void CheckTime(JudgedCall call, FollowedTransaction record, MeterValue value)
    {
        if (record.StartTime - value.Timestamp > options.ClockTolerance)
        {
            call.Report(ViolationKind.Timestamp, $"transaction {record.Id} began at {record.StartTime:O} only");
        }

        if (value.Timestamp - record.StopTime > options.ClockTolerance)
        {
            call.Report(ViolationKind.ImplausibleMeterValue, $"transaction {record.Id} had ended at {record.StopTime:O}");
        }

        // A triggered message may overtake those that wait in the station's queue; those keep their order (OCPP 1.6, 3.7).
        if (value.SampledValue.All(sampled => sampled.Context == ReadingContext.Trigger))
        {
            return;
        }

        if (!record.IsRunning)
        {
            call.Report(ViolationKind.ImplausibleMeterValue, $"StopTransaction of {record.Id} has come before");
        }

        if (record.LastValueTime - value.Timestamp > options.ClockTolerance)
        {
            call.Report(ViolationKind.Timestamp, $"transaction {record.Id} has reported {record.LastValueTime:O} before");
        }

        record.LastValueTime = value.Timestamp > record.LastValueTime ? value.Timestamp : record.LastValueTime;
    }
}

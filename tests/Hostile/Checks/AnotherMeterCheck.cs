using System.Globalization;
using System.Text.Json;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// A register that begins anew while a vehicle charges, by another meter at the same address or by the same meter at 0: what is billed is
/// what the old register said last, no restart is needed, and the next session counts by the new one.
/// </summary>
internal sealed class AnotherMeterCheck : ICheck
{
    /// <summary>Three phases of 32 A a tenth above their nominal voltage: more flows at connector 1 of the board at no time.</summary>
    private const double MostPowerW = 3 * 32 * 253;

    /// <summary>Readings are rounded to whole Wh at both ends.</summary>
    private const double RoundingWh = 2;

    /// <summary>More than the board's meter shows at first, and less than what the fault makes of it.</summary>
    private const double BetweenWh = 500_000;

    /// <summary>What the station reads as the serial number of the board's meter 1.</summary>
    private const string SerialNumber = "1";

    public string Name => "another meter, or one that begins anew, costs a session its end and nobody its money";

    public Task RunAsync(Rig rig) => Task.WhenAll(
        TryAsync(rig, "another", station => station.PostAsync("connectors/1/fault?error_code=meter-changed"), startWh => startWh > BetweenWh),
        TryAsync(rig, "anew", station => station.Input.WriteLineAsync($"meter 1 replace {SerialNumber} 0"), startWh => startWh < 1000));

    private static async Task TryAsync(Rig rig, string store, Func<StationProcess, Task> beginAnewAsync, Predicate<long> isOfNewRegister)
    {
        var central = rig.CentralSystem();
        var station = await rig.Start(
            Rig.Emulator,
            rig.EmulatorArguments(central, "--no-first-session", "--meter-lines", "0", "--store", Path.Combine(rig.Folder, store)).Where(word => word != "--headless")).ReadyAsync();
        await central.StatusAsync(2, "Available");
        await Charge.SetAsync(central, "MeterValueSampleInterval", "1");

        Require.That(MeterStart(await ChargeAsync(central, station)) is > 1000 and < (long)BetweenWh, "the meter begins elsewhere");
        var from = central.Frames.Count;
        await beginAnewAsync(station);
        await JudgeStopAsync(central, from, "Other");
        var fault = await central.StatusAsync(1, "Faulted", from);
        Require.Equal("PowerMeterFailure", fault.Payload.GetProperty("errorCode").GetString(), "error code");
        Require.Equal("MeterChanged", fault.Payload.GetProperty("vendorErrorCode").GetString(), "vendor's error code");

        from = central.Frames.Count;
        await station.PlugOutAsync();
        var mended = await central.StatusAsync(1, "Available", from);
        Require.Equal("NoError", mended.Payload.GetProperty("errorCode").GetString(), "error code once nothing is plugged in");
        var startWh = MeterStart(await ChargeAsync(central, station));
        Require.That(isOfNewRegister(startWh), $"the next session counts from {startWh} Wh");
        from = central.Frames.Count;
        await station.SwipeAsync();
        await JudgeStopAsync(central, from, "Local");
    }

    /// <returns>The StartTransaction of a session that has counted something.</returns>
    private static async Task<OcppFrame> ChargeAsync(CentralSystem central, StationProcess station)
    {
        var start = await Charge.BeginAsync(central, station);
        await central.CallOfAsync("MeterValues", values => RegisterWh(values) >= MeterStart(start) + 5, central.Frames.Count);
        return start;
    }

    /// <summary>The stop is at the old register's last sample, or above it by what can have flowed since.</summary>
    private static async Task JudgeStopAsync(CentralSystem central, int from, string reason)
    {
        var stop = await central.CallOfAsync("StopTransaction", from: from);
        var sample = central.Frames.Items.Take(from).Last(frame => frame.IsCall("MeterValues"));
        var aboveWh = stop.Payload.GetProperty("meterStop").GetInt64() - RegisterWh(sample.Payload);
        var mostWh = (MostPowerW * (stop.At - sample.At).TotalHours) + RoundingWh;
        Require.That(aboveWh >= -RoundingWh && aboveWh <= mostWh, $"billed {aboveWh:F0} Wh above the last sample, at most {mostWh:F0} can have flowed: {stop.Text}");
        Require.That(
            reason == "Local" || stop.Payload.GetProperty("reason").GetString() == reason, $"expected the reason {reason}: {stop.Text}");
    }

    private static long MeterStart(OcppFrame start) => start.Payload.GetProperty("meterStart").GetInt64();

    /// <summary>NaN where none is reported.</summary>
    private static double RegisterWh(JsonElement values) => values.GetProperty("meterValue")[0].GetProperty("sampledValue").EnumerateArray()
        .Where(value => !value.TryGetProperty("measurand", out var measurand) || measurand.GetString() == "Energy.Active.Import.Register")
        .Select(value => double.Parse(value.GetProperty("value").GetString()!, CultureInfo.InvariantCulture))
        .DefaultIfEmpty(double.NaN).First();
}

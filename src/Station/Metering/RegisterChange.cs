using ChargerFirmware.Hardware;

namespace ChargerFirmware.Station.Metering;

/// <summary>A meter's register that starts over: what was read before and after must not be subtracted from one another.</summary>
/// <param name="SerialNumberBefore">Null where the meter does not say.</param>
/// <param name="Before">The last believed reading of the old register.</param>
/// <param name="SerialNumber">As <paramref name="SerialNumberBefore"/>.</param>
/// <param name="First">The first reading of the new one.</param>
/// <param name="Now">The reading by which it is believed.</param>
internal sealed record RegisterChange(string? SerialNumberBefore, MeterReading Before, string? SerialNumber, MeterReading First, MeterReading Now)
{
    public override string ToString()
    {
        if (SerialNumber != SerialNumberBefore)
        {
            return FormattableString.Invariant(
                $"another meter answers: {Name(SerialNumber)} at {First.EnergyImportWh} Wh, before {Name(SerialNumberBefore)} at {Before.EnergyImportWh} Wh");
        }

        var did = First.EnergyImportWh < Before.EnergyImportWh ? "went back" : "jumped";
        return FormattableString.Invariant($"the meter's register {did} from {Before.EnergyImportWh} to {First.EnergyImportWh} Wh");
    }

    private static string Name(string? serialNumber) => serialNumber is null ? "one without a serial number" : $"serial number {serialNumber}";
}

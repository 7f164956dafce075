using System.Globalization;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Rules;

/// <summary>Reads the numbers of sampled values, and the total of the imported energy among them.</summary>
internal static class RegisterReading
{
    // Beyond every register, and far from where a sum overflows.
    private const decimal Implausible = 1_000_000_000_000_000;

    public static bool IsNumber(SampledValue value) => value.Format == ValueFormat.SignedData || TryParse(value.Value, out _);

    /// <summary>The outlet's register in Wh. What the value leaves out has the standard's default (OCPP 1.6, 7.43).</summary>
    public static bool TryRead(SampledValue value, out decimal registerWh)
    {
        registerWh = 0;
        if (value.Measurand is not (null or Measurand.EnergyActiveImportRegister) || value.Phase is not null ||
            value.Location is not (null or Location.Outlet) || value.Unit is not (null or UnitOfMeasure.Wh or UnitOfMeasure.kWh) ||
            value.Format == ValueFormat.SignedData || !TryParse(value.Value, out var number))
        {
            return false;
        }

        registerWh = value.Unit == UnitOfMeasure.kWh ? number * 1000 : number;
        return true;
    }

    private static bool TryParse(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Math.Abs(number) < Implausible;
}

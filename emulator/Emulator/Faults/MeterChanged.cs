using System.Globalization;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Faults;

/// <summary>Where no serial number says so, the register is higher than the outlet can have counted in a day, or lower.</summary>
internal sealed class MeterChanged()
    : EmulatedConnectorFault("meter-changed", "another meter answers at the same address, with another register; it stays there")
{
    private const double UsedWh = 1000;
    private const double AlternatingMoreWh = 700_000;
    private const double DirectMoreWh = 6_000_000;

    protected override void Set(EmulatedBoard board, SiteConnector connector, bool present)
    {
        if (!present)
        {
            return;
        }

        var moreWh = board.Board.Connectors[connector.Number - 1].Current == CurrentKind.Ac ? AlternatingMoreWh : DirectMoreWh;
        var nowWh = connector.Meter.EnergyImportWh;
        connector.Meter.Replace(SerialNumberAfter(connector.Meter.SerialNumber), nowWh > 2 * moreWh ? UsedWh : nowWh + moreWh);
    }

    private static string SerialNumberAfter(string serialNumber)
    {
        var digits = serialNumber.AsSpan(serialNumber.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1);
        var next = (int.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : 0) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{serialNumber.AsSpan(0, serialNumber.Length - digits.Length)}{next}");
    }
}

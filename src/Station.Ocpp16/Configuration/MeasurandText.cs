using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Protocol.Configuration;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>Keys whose value is a list of measurands in the standard's names (OCPP 1.6, section 9).</summary>
internal static class MeasurandText
{
    public static string Of(IEnumerable<MeasurandSelection> selections) => string.Join(',', selections.Select(MeasurandNames.Write));

    /// <summary>Measurands, refused as a whole when one of them cannot be measured or they are too many.</summary>
    public static ConfigurationKey Measurands(
        string name,
        Func<ConfiguredStation, IReadOnlyList<MeasurandSelection>> get,
        Action<ConfiguredStation, IReadOnlyList<MeasurandSelection>> set,
        int maxLength) =>
        new(name, station => Of(get(station)), (station, text) =>
        {
            var items = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var selections = new List<MeasurandSelection>();
            foreach (var item in items)
            {
                if (!MeasurandNames.TryRead(item, out var selection))
                {
                    return false;
                }

                selections.Add(selection);
            }

            if (selections.Count > maxLength)
            {
                return false;
            }

            set(station, selections);
            return true;
        });
}

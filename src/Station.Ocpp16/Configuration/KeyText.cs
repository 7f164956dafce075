using System.Globalization;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>How values of configuration keys are written (OCPP 1.6, section 9): booleans, whole numbers, comma-separated lists.</summary>
internal static class KeyText
{
    // As booleans and lists are read: blanks around a value and a plus before it change nothing.
    private const NumberStyles WholeNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(TimeSpan value) => Of((int)value.TotalSeconds);

    public static string Of(IEnumerable<MeasurandSelection> selections) => string.Join(',', selections.Select(MeasurandNames.Write));

    /// <summary>Writes a boolean in any case.</summary>
    public static ConfigurationKey Boolean(string name, Func<ConfiguredStation, bool> get, Action<ConfiguredStation, bool> set) =>
        new(name, station => Of(get(station)), (station, text) =>
        {
            if (!bool.TryParse(text, out var value))
            {
                return false;
            }

            set(station, value);
            return true;
        });

    /// <summary>A whole number within bounds.</summary>
    public static ConfigurationKey Number(
        string name, Func<ConfiguredStation, int> get, Action<ConfiguredStation, int> set, int min = 0, int max = int.MaxValue) =>
        new(name, station => Of(get(station)), (station, text) =>
        {
            if (!int.TryParse(text, WholeNumber, CultureInfo.InvariantCulture, out var value) || value < min || value > max)
            {
                return false;
            }

            set(station, value);
            return true;
        });

    /// <summary>Whole seconds within bounds.</summary>
    public static ConfigurationKey Seconds(
        string name, Func<ConfiguredStation, TimeSpan> get, Action<ConfiguredStation, TimeSpan> set, int min = 0, int max = int.MaxValue) =>
        Number(name, station => (int)get(station).TotalSeconds, (station, value) => set(station, TimeSpan.FromSeconds(value)), min, max);

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

    public static ConfigurationKey ReadOnly(string name, Func<ConfiguredStation, string> get) => new(name, get);
}

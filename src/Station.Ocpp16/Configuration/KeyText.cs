using System.Globalization;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Ocpp16.Configuration;

/// <summary>How values of configuration keys are written (OCPP 1.6, section 9): booleans, whole numbers, comma-separated lists.</summary>
internal static class KeyText
{
    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(TimeSpan value) => Of((int)value.TotalSeconds);

    public static string Of(IEnumerable<MeasurandSelection> selections) => string.Join(',', selections.Select(MeasurandNames.Write));

    /// <summary>Writes a boolean in any case.</summary>
    public static ConfigurationKey Boolean(string name, Func<bool> get, Action<bool> set) =>
        new(name, () => Of(get()), text =>
        {
            if (!bool.TryParse(text, out var value))
            {
                return false;
            }

            set(value);
            return true;
        });

    /// <summary>A whole number within bounds.</summary>
    public static ConfigurationKey Number(string name, Func<int> get, Action<int> set, int min = 0, int max = int.MaxValue) =>
        new(name, () => Of(get()), text =>
        {
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < min || value > max)
            {
                return false;
            }

            set(value);
            return true;
        });

    /// <summary>Whole seconds within bounds.</summary>
    public static ConfigurationKey Seconds(string name, Func<TimeSpan> get, Action<TimeSpan> set, int min = 0, int max = int.MaxValue) =>
        Number(name, () => (int)get().TotalSeconds, value => set(TimeSpan.FromSeconds(value)), min, max);

    /// <summary>Measurands, refused as a whole when one of them cannot be measured or they are too many.</summary>
    public static ConfigurationKey Measurands(
        string name, Func<IReadOnlyList<MeasurandSelection>> get, Action<IReadOnlyList<MeasurandSelection>> set, int maxLength) =>
        new(name, () => Of(get()), text =>
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

            set(selections);
            return true;
        });

    public static ConfigurationKey ReadOnly(string name, Func<string> get) => new(name, get);
}

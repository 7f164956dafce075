using System.Globalization;

namespace ChargerFirmware.Station.Protocol.Configuration;

/// <summary>How values of configuration keys are written (OCPP 1.6, section 9): booleans and whole numbers.</summary>
public static class KeyText
{
    // As booleans and lists are read: blanks around a value and a plus before it change nothing.
    private const NumberStyles WholeNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(TimeSpan value) => Of((int)value.TotalSeconds);

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

    public static ConfigurationKey ReadOnly(string name, Func<ConfiguredStation, string> get) => new(name, get);
}

using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>Reads options and holds them to their rule.</summary>
internal static class OptionReader
{
    /// <exception cref="BoardException">They cannot be used.</exception>
    public static TOptions Read<TOptions>(BoardPart part, Func<TOptions, OptionProblem?>? rule)
        where TOptions : class, IDriverOptions<TOptions>
    {
        var options = part.Options<TOptions>();
        return rule?.Invoke(options) is { } wrong
            ? throw new BoardException(part.File, $"{part.Path}.{wrong.Key}", wrong.Problem)
            : options;
    }
}

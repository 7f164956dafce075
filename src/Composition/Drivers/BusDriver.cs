using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>One entry of the list of buses.</summary>
/// <param name="Name">Its name in board files.</param>
/// <param name="Kind">What devices ask for, one of <see cref="BusKind"/>.</param>
/// <param name="ReadOptions">Reads the options without opening anything.</param>
public sealed record BusDriver(string Name, string Kind, JsonTypeInfo OptionsType, Func<BoardPart, object> ReadOptions)
{
    internal static BusDriver Of<TOptions>()
        where TOptions : class, IDriverOptions<TOptions> =>
        new(TOptions.Driver, TOptions.Bus, TOptions.Json, part => part.Options<TOptions>());
}

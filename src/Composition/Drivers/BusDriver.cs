using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>One entry of the list of buses.</summary>
/// <param name="Name">Its name in board files.</param>
/// <param name="Kind">What devices ask for, one of <see cref="BusKind"/>.</param>
/// <param name="OptionsType">The options' type, for the schema.</param>
/// <param name="NewOptions">Options that say nothing: what is not required has its default.</param>
/// <param name="ReadOptions">Reads the options without opening anything; throws a <see cref="BoardException"/> where they cannot be used.</param>
/// <param name="PlaceOf">Where the bus is, by its options.</param>
public sealed record BusDriver(
    string Name, string Kind, JsonTypeInfo OptionsType, Func<object> NewOptions, Func<BoardPart, object> ReadOptions, Func<object, BusPlace> PlaceOf)
{
    internal static BusDriver Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        Func<TOptions, BusPlace> placeOf, Func<TOptions, OptionProblem?>? rule = null)
        where TOptions : class, IDriverOptions<TOptions> => new(
            TOptions.Driver,
            TOptions.Bus,
            TOptions.Json,
            Activator.CreateInstance<TOptions>,
            part => OptionReader.Read(part, rule),
            options => placeOf((TOptions)options));
}

namespace ChargerFirmware.Bench.Language;

/// <summary>All verbs.</summary>
public static class VerbTable
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        .. DriverVerbs.All,
        .. PhysicsVerbs.All,
        .. FaultVerbs.All,
        .. CentralSystemVerbs.All,
        .. ListVerbs.All,
        .. SmartChargingVerbs.All,
        .. NetworkVerbs.All,
        .. MaintenanceVerbs.All,
        .. BenchVerbs.All,
        // A delegate: All is still being built at this point.
        HelpVerb.Of(() => All!, Require),
        ExpectVerb.Instance,
    ];

    private static readonly Dictionary<string, Verb> s_byName = All.ToDictionary(verb => verb.Name, StringComparer.Ordinal);

    /// <exception cref="LanguageException">There is no such verb; says which one may be meant.</exception>
    public static Verb Require(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(name) ?? throw new LanguageException(
            $"'{Quoted.Short(name)}' is no verb{Spelling.DidYouMean(name, All.Select(known => known.Name))}; 'help' lists them");
    }

    public static Verb? Find(string name) => s_byName.GetValueOrDefault(name);
}

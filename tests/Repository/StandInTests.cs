using System.Reflection;

namespace ChargerFirmware.Tests.Repository;

/// <summary>
/// A stand-in with a member more than upstream would let code compile here that breaks for whoever builds with upstream's
/// package, so every public line of it must stand in upstream's list.
/// </summary>
public sealed class StandInTests
{
    private static readonly string[] Listed =
    [
        "class ChargerFirmware.Tests.Repository.StandInTests.Sample : List<Dictionary<int, string>>, IDisposable",
        "  .ctor(int pin = -1, StandInTests.Sample parent = null/default)",
        "  const ushort Limit = 7",
        "  string Name { get; protected set; }",
        "  override string ToString()",
        "  static StandInTests.Level At(StandInTests.Level level = High)",
        "  protected internal virtual bool Read(Span<byte> buffer, out byte value)",
        "  static void Unused<TState>(params Func<TState, int?>[] guards)",
        "enum ChargerFirmware.Tests.Repository.StandInTests.Level",
        "  Low=0, High=1",
    ];

    private static readonly ApiType[] Sampled = [ApiListing.Of(typeof(Sample)), ApiListing.Of(typeof(Level))];

    public static TheoryData<string> Packages =>
        [.. Checkout.Projects.Where(project => project.Group == "standins").Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_stand_in_is_a_strict_subset_of_upstream(string package)
    {
        var assembly = Assembly.Load(package);
        if (assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company != "ChargerFirmware")
        {
            return; // Built with upstream's own package, which may well hold more than the list of one version.
        }

        var list = Checkout.Files.Single(file => file.Path == $"tests/Repository/UpstreamApi/{package}.txt");

        Violations.None(
            Excess(ApiListing.Of(assembly), ApiType.Parse(list.Lines)), $"{package} of upstream has no such thing (UpstreamApi/{package}.txt):");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_stand_in_holds_something(string package)
    {
        var hasSources = Checkout.CSharp.Any(file => file.IsUnder($"standins/{package}"));

        Assert.Equal(hasSources, Assembly.Load(package).GetExportedTypes().Length > 0);
    }

    [Fact]
    public void What_upstream_lists_is_recognised_line_by_line() => Assert.Empty(Excess(Sampled, ApiType.Parse(Listed)));

    [Theory]
    [InlineData("string Name", "string Name { get; }")]
    [InlineData(".ctor(", ".ctor(int pin = 0, StandInTests.Sample parent = null/default)")]
    [InlineData("protected internal virtual", "virtual bool Read(Span<byte> buffer, out byte value)")]
    [InlineData("const", "const ushort Limit = 8")]
    [InlineData("Low=0", "Low=0, High=2")]
    [InlineData("class", "class ChargerFirmware.Tests.Repository.StandInTests.Sample : List<string>, IDisposable")]
    [InlineData("enum", "enum ChargerFirmware.Tests.Repository.Level")]
    public void A_line_that_differs_from_upstreams_is_found(string start, string upstreams)
    {
        var list = Listed.Select(line => line.Trim().StartsWith(start, StringComparison.Ordinal)
            ? line[..(line.Length - line.TrimStart().Length)] + upstreams : line);

        Assert.Single(Excess(Sampled, ApiType.Parse(list)));
    }

    private static IEnumerable<string> Excess(IEnumerable<ApiType> ours, IReadOnlyList<ApiType> upstream)
    {
        foreach (var type in ours)
        {
            var model = upstream.SingleOrDefault(candidate => candidate.Name == type.Name);
            if (model is null)
            {
                yield return $"{type.Name}: the type itself";
                continue;
            }

            foreach (var line in type.Ancestry.Except(model.Ancestry).Concat(type.Members.Except(model.Members)))
            {
                yield return $"{type.Name}: {line}";
            }
        }
    }

    public enum Level
    {
        Low,
        High,
    }

    public class Sample : List<Dictionary<int, string>>, IDisposable
    {
        public const ushort Limit = 7;

        public Sample(int pin = -1, Sample? parent = null) => Name = $"{pin}{parent}";

        public string Name { get; protected set; }

        public static void Unused<TState>(params Func<TState, int?>[] guards) => _ = guards;

        public static Level At(Level level = Level.High) => level;

        public override string ToString() => Name;

        protected internal virtual bool Read(Span<byte> buffer, out byte value)
        {
            value = buffer[0];
            return true;
        }

        void IDisposable.Dispose() => GC.SuppressFinalize(this);
    }
}

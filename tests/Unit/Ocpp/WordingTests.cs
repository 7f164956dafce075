using System.Reflection;
using System.Runtime.CompilerServices;
using ChargerFirmware.Composition;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.Ocpp;

/// <summary>What is logged by ToString alone says something.</summary>
public sealed class WordingTests
{
    [Fact]
    public void What_holds_bytes_says_how_many_and_not_of_which_type_they_are()
    {
        var assemblies = new HashSet<Assembly>();
        Add(typeof(ComposedStation).Assembly);
        var silent = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly) is not null)
            .Where(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(HoldsBytes))
            .Where(type => type.GetMethod("ToString", Type.EmptyTypes)!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

        Assert.Empty(silent.Select(type => type.FullName));

        static bool HoldsBytes(PropertyInfo property) => property.PropertyType.ToString().Contains("System.ReadOnlyMemory", StringComparison.Ordinal);

        void Add(Assembly assembly)
        {
            if (assembly.GetName().Name!.StartsWith("ChargerFirmware", StringComparison.Ordinal) && assemblies.Add(assembly))
            {
                Array.ForEach(assembly.GetReferencedAssemblies(), name => Add(Assembly.Load(name)));
            }
        }
    }

    [Fact]
    public void What_became_of_a_call_reads_as_a_sentence()
    {
        Assert.Equal("answered with 2 bytes", new CallOutcome.Result("{}"u8.ToArray()).ToString());
        Assert.Equal("not answered in time", new CallOutcome.TimedOut().ToString());
        Assert.Equal("CALL 1 Reset, 2 bytes", new Call("1", "Reset", "{}"u8.ToArray()).ToString());
    }
}

namespace Warehouse.Model.Star;

/// <summary>The members every dimension has beside its real ones; the value is the surrogate key.</summary>
public enum SpecialMember
{
    Unknown = -1,
    NotApplicable = -2,
    NotYet = -3,
}
